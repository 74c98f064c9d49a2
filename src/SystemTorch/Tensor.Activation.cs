using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Activation functions.
    public partial class Tensor
    {
        public Tensor glu(long dim = -1) => Aten.glu.Run(this, dim);
        public Tensor hardsigmoid() => Aten.hardsigmoid.Run(this);
        public Tensor hardsigmoid_() => Aten.hardsigmoid_.RunIn(this);
        public Tensor hardswish() => Aten.hardswish.Run(this);
        public Tensor hardswish_() => Aten.hardswish_.RunIn(this);
        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Run(this, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => Aten.leaky_relu_.RunIn(this, negative_slope);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Run(this, dim, dtype);
        public Tensor prelu(Tensor target) => Aten.prelu.Run(this, target);
        public Tensor relu() => Aten.relu.Run(this);
        public Tensor relu6() => Aten.relu6.Run(this);
        public Tensor relu6_() => Aten.relu6_.RunIn(this);
        public Tensor relu_() => Aten.relu_.RunIn(this);
        public Tensor selu() => Aten.selu.Run(this);
        public Tensor selu_() => Aten.selu_.RunIn(this);
        public Tensor sigmoid() => Aten.sigmoid.Run(this);
        public Tensor sigmoid_() => Aten.sigmoid_.RunIn(this);
        public Tensor silu() => Aten.silu.Run(this);
        public Tensor silu_() => Aten.silu_.RunIn(this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Run(this, dim, dtype);
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.Run(this, beta, threshold);
        public Tensor tanh() => Aten.tanh.Run(this);
        public Tensor tanh_() => Aten.tanh_.RunIn(this);
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.threshold.Run(this, threshold, value);
        public Tensor threshold_(Scalar threshold, Scalar value) => Aten.threshold_.RunIn(this, threshold, value);
    }
}
