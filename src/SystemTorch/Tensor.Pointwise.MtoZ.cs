using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Operators that treat each element by itself (broadcasting where there are two tensors).
    public partial class Tensor
    {
        public (Tensor, Tensor) frexp() => Aten.frexp_Tensor.RunPair(this);
        public Tensor gcd(Tensor other) => Aten.gcd.Run(this, other);
        public Tensor gcd_(Tensor other) => Aten.gcd_.RunIn(this, other);
        public Tensor heaviside(Tensor other) => Aten.heaviside.Run(this, other);
        public Tensor hypot(Tensor other) => Aten.hypot.Run(this, other);
        public Tensor igamma(Tensor other) => Aten.igamma.Run(this, other);
        public Tensor igammac(Tensor other) => Aten.igammac.Run(this, other);
        public Tensor lcm(Tensor other) => Aten.lcm.Run(this, other);
        public Tensor lcm_(Tensor other) => Aten.lcm_.RunIn(this, other);
        public Tensor ldexp(Tensor other) => Aten.ldexp_Tensor.Run(this, other);
        public Tensor ldexp_(Tensor other) => Aten.ldexp_.RunIn(this, other);
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.Run(this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp__Tensor.RunIn(this, end, weight);
        public Tensor lgamma() => Aten.lgamma.Run(this);
        public Tensor lgamma_() => Aten.lgamma_.RunIn(this);
        public Tensor log() => Aten.log.Run(this);
        public Tensor log10() => Aten.log10.Run(this);
        public Tensor log10_() => Aten.log10_.RunIn(this);
        public Tensor log1p() => Aten.log1p.Run(this);
        public Tensor log1p_() => Aten.log1p_.RunIn(this);
        public Tensor log2() => Aten.log2.Run(this);
        public Tensor log2_() => Aten.log2_.RunIn(this);
        public Tensor log_() => Aten.log_.RunIn(this);
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Run(this, other);
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Run(this, other);
        public Tensor logit(double? eps = null) => Aten.logit.Run(this, eps);
        public Tensor mul(Scalar target) => Aten.mul_Scalar.Run(this, target);
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Run(this, target);
        public Tensor mul_(Scalar target) => Aten.mul__Scalar.RunIn(this, target);
        public Tensor mul_(Tensor target) => Aten.mul__Tensor.RunIn(this, target);
        public Tensor multiply(Scalar target) => Aten.multiply_Scalar.Run(this, target);
        public Tensor multiply(Tensor target) => Aten.multiply_Tensor.Run(this, target);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.nan_to_num.Run(this, nan, posinf, neginf);
        public Tensor neg() => Aten.neg.Run(this);
        public Tensor neg_() => Aten.neg_.RunIn(this);
        public Tensor negative() => Aten.negative.Run(this);
        public Tensor nextafter(Tensor other) => Aten.nextafter.Run(this, other);
        public Tensor positive() => Aten.positive.Run(this);
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.Run(this, exponent);
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.Run(this, exponent);
        public Tensor pow_(Scalar exponent) => Aten.pow__Scalar.RunIn(this, exponent);
        public Tensor pow_(Tensor exponent) => Aten.pow__Tensor.RunIn(this, exponent);
        public Tensor rad2deg() => Aten.rad2deg.Run(this);
        public Tensor reciprocal() => Aten.reciprocal.Run(this);
        public Tensor reciprocal_() => Aten.reciprocal_.RunIn(this);
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.Run(this, scalar);
        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Run(this, target);
        public Tensor remainder_(Scalar scalar) => Aten.remainder__Scalar.RunIn(this, scalar);
        public Tensor remainder_(Tensor target) => Aten.remainder__Tensor.RunIn(this, target);
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.renorm.Run(this, p, dim, maxnorm);
        public Tensor rsqrt() => Aten.rsqrt.Run(this);
        public Tensor rsqrt_() => Aten.rsqrt_.RunIn(this);
        public Tensor sgn() => Aten.sgn.Run(this);
        public Tensor sgn_() => Aten.sgn_.RunIn(this);
        public Tensor sign() => Aten.sign.Run(this);
        public Tensor sign_() => Aten.sign_.RunIn(this);
        public Tensor signbit() => Aten.signbit.Run(this);
        public Tensor sin() => Aten.sin.Run(this);
        public Tensor sin_() => Aten.sin_.RunIn(this);
        public Tensor sinc() => Aten.sinc.Run(this);
        public Tensor sinc_() => Aten.sinc_.RunIn(this);
        public Tensor sinh() => Aten.sinh.Run(this);
        public Tensor sinh_() => Aten.sinh_.RunIn(this);
        public Tensor sqrt() => Aten.sqrt.Run(this);
        public Tensor sqrt_() => Aten.sqrt_.RunIn(this);
        public Tensor square() => Aten.square.Run(this);
        public Tensor sub(Scalar target) => Aten.sub_Scalar.Run(this, target);
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Run(this, target);
        public Tensor sub_(Scalar target) => Aten.sub__Scalar.RunIn(this, target);
        public Tensor sub_(Tensor target) => Aten.sub__Tensor.RunIn(this, target);
        public Tensor subtract(Scalar target) => Aten.subtract_Scalar.Run(this, target);
        public Tensor subtract(Tensor target) => Aten.subtract_Tensor.Run(this, target);
        public Tensor subtract_(Scalar target) => Aten.subtract__Scalar.RunIn(this, target);
        public Tensor subtract_(Tensor target) => Aten.subtract__Tensor.RunIn(this, target);
        public Tensor tan() => Aten.tan.Run(this);
        public Tensor tan_() => Aten.tan_.RunIn(this);
        public Tensor true_divide(Scalar other) => Aten.true_divide_Scalar.Run(this, other);
        public Tensor true_divide(Tensor other) => Aten.true_divide_Tensor.Run(this, other);
        public Tensor true_divide_(Scalar other) => Aten.true_divide__Scalar.RunIn(this, other);
        public Tensor true_divide_(Tensor other) => Aten.true_divide__Tensor.RunIn(this, other);
        public Tensor trunc() => Aten.trunc.Run(this);
        public Tensor trunc_() => Aten.trunc_.RunIn(this);
        public Tensor type_as(Tensor tensor) => Aten.type_as.Run(this, tensor);
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Run(this, y);
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Run(this, y);
        public Tensor xlogy_(Scalar y) => Aten.xlogy__Scalar_Other.RunIn(this, y);
        public Tensor xlogy_(Tensor y) => Aten.xlogy__Tensor.RunIn(this, y);
        public Tensor zero_() => Aten.zero_.RunIn(this);
    }
}
