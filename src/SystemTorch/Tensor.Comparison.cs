using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Comparisons, truth values and bits.
    public partial class Tensor
    {
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.allclose.RunValue(this, target, rtol, atol, equal_nan).Integer != 0;
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Run(this, other);
        public Tensor bitwise_and_(Tensor other) => Aten.bitwise_and__Tensor.RunIn(this, other);
        public Tensor bitwise_left_shift(Tensor other) => Aten.bitwise_left_shift_Tensor.Run(this, other);
        public Tensor bitwise_left_shift_(Tensor other) => Aten.bitwise_left_shift__Tensor.RunIn(this, other);
        public Tensor bitwise_not() => Aten.bitwise_not.Run(this);
        public Tensor bitwise_not_() => Aten.bitwise_not_.RunIn(this);
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Run(this, other);
        public Tensor bitwise_or_(Tensor other) => Aten.bitwise_or__Tensor.RunIn(this, other);
        public Tensor bitwise_right_shift(Tensor other) => Aten.bitwise_right_shift_Tensor.Run(this, other);
        public Tensor bitwise_right_shift_(Tensor other) => Aten.bitwise_right_shift__Tensor.RunIn(this, other);
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Run(this, other);
        public Tensor bitwise_xor_(Tensor other) => Aten.bitwise_xor__Tensor.RunIn(this, other);
        public Tensor eq(Scalar target) => Aten.eq_Scalar.Run(this, target);
        public Tensor eq(Tensor target) => Aten.eq_Tensor.Run(this, target);
        public Tensor eq_(Scalar target) => Aten.eq__Scalar.RunIn(this, target);
        public Tensor eq_(Tensor target) => Aten.eq__Tensor.RunIn(this, target);
        public Tensor fmax(Tensor other) => Aten.fmax.Run(this, other);
        public Tensor fmin(Tensor other) => Aten.fmin.Run(this, other);
        public Tensor ge(Scalar target) => Aten.ge_Scalar.Run(this, target);
        public Tensor ge(Tensor target) => Aten.ge_Tensor.Run(this, target);
        public Tensor ge_(Scalar target) => Aten.ge__Scalar.RunIn(this, target);
        public Tensor ge_(Tensor target) => Aten.ge__Tensor.RunIn(this, target);
        public Tensor greater(Tensor target) => Aten.greater_Tensor.Run(this, target);
        public Tensor greater_equal(Tensor target) => Aten.greater_equal_Tensor.Run(this, target);
        public Tensor gt(Scalar target) => Aten.gt_Scalar.Run(this, target);
        public Tensor gt(Tensor target) => Aten.gt_Tensor.Run(this, target);
        public Tensor gt_(Scalar target) => Aten.gt__Scalar.RunIn(this, target);
        public Tensor gt_(Tensor target) => Aten.gt__Tensor.RunIn(this, target);
        public bool is_nonzero() => Aten.is_nonzero.RunValue(this).Integer != 0;
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.isclose.Run(this, other, rtol, atol, nanEqual);
        public Tensor isfinite() => Aten.isfinite.Run(this);
        public Tensor isinf() => Aten.isinf.Run(this);
        public Tensor isnan() => Aten.isnan.Run(this);
        public Tensor isneginf() => Aten.isneginf.Run(this);
        public Tensor isposinf() => Aten.isposinf.Run(this);
        public Tensor isreal() => Aten.isreal.Run(this);
        public Tensor le(Scalar target) => Aten.le_Scalar.Run(this, target);
        public Tensor le(Tensor target) => Aten.le_Tensor.Run(this, target);
        public Tensor le_(Scalar target) => Aten.le__Scalar.RunIn(this, target);
        public Tensor le_(Tensor target) => Aten.le__Tensor.RunIn(this, target);
        public Tensor less(Tensor target) => Aten.less_Tensor.Run(this, target);
        public Tensor less_equal(Tensor target) => Aten.less_equal_Tensor.Run(this, target);
        public Tensor less_equal_(Tensor target) => Aten.less_equal__Tensor.RunIn(this, target);
        public Tensor logical_and(Tensor other) => Aten.logical_and.Run(this, other);
        public Tensor logical_and_(Tensor other) => Aten.logical_and_.RunIn(this, other);
        public Tensor logical_not() => Aten.logical_not.Run(this);
        public Tensor logical_not_() => Aten.logical_not_.RunIn(this);
        public Tensor logical_or(Tensor other) => Aten.logical_or.Run(this, other);
        public Tensor logical_or_(Tensor other) => Aten.logical_or_.RunIn(this, other);
        public Tensor logical_xor(Tensor other) => Aten.logical_xor.Run(this, other);
        public Tensor logical_xor_(Tensor other) => Aten.logical_xor_.RunIn(this, other);
        public Tensor lt(Scalar target) => Aten.lt_Scalar.Run(this, target);
        public Tensor lt(Tensor target) => Aten.lt_Tensor.Run(this, target);
        public Tensor lt_(Scalar target) => Aten.lt__Scalar.RunIn(this, target);
        public Tensor lt_(Tensor target) => Aten.lt__Tensor.RunIn(this, target);
        public Tensor maximum(Tensor other) => Aten.maximum.Run(this, other);
        public Tensor minimum(Tensor other) => Aten.minimum.Run(this, other);
        public Tensor ne(Scalar target) => Aten.ne_Scalar.Run(this, target);
        public Tensor ne(Tensor target) => Aten.ne_Tensor.Run(this, target);
        public Tensor ne_(Scalar target) => Aten.ne__Scalar.RunIn(this, target);
        public Tensor ne_(Tensor target) => Aten.ne__Tensor.RunIn(this, target);
        public Tensor not_equal(Tensor target) => Aten.not_equal_Tensor.Run(this, target);
        public Tensor not_equal_(Tensor target) => Aten.not_equal__Tensor.RunIn(this, target);
    }
}
