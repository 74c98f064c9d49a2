using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Operators that treat each element by itself (broadcasting where there are two tensors).
    public partial class Tensor
    {
        public Tensor abs() => Aten.abs.Run(this);
        public Tensor abs_() => Aten.abs_.RunIn(this);
        public Tensor absolute() => Aten.absolute.Run(this);
        public Tensor absolute_() => Aten.absolute_.RunIn(this);
        public Tensor acos() => Aten.acos.Run(this);
        public Tensor acos_() => Aten.acos_.RunIn(this);
        public Tensor acosh() => Aten.acosh.Run(this);
        public Tensor acosh_() => Aten.acosh_.RunIn(this);
        public Tensor add(Scalar scalar) => Aten.add_Scalar.Run(this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.Run(this, scalar, alpha);
        public Tensor add(Tensor target) => Aten.add_Tensor.Run(this, target);
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Run(this, target, alpha);
        public Tensor add_(Scalar scalar) => Aten.add__Scalar.RunIn(this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.add__Scalar.RunIn(this, scalar, alpha);
        public Tensor add_(Tensor target) => Aten.add__Tensor.RunIn(this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.RunIn(this, target, alpha);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.Run(this, tensor1, tensor2);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.Run(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.addcdiv_.RunIn(this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv_.RunIn(this, tensor1, tensor2, value);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.Run(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul_.RunIn(this, tensor1, tensor2, value);
        public Tensor arccos() => Aten.arccos.Run(this);
        public Tensor arccos_() => Aten.arccos_.RunIn(this);
        public Tensor arccosh() => Aten.arccosh.Run(this);
        public Tensor arccosh_() => Aten.arccosh_.RunIn(this);
        public Tensor arcsin() => Aten.arcsin.Run(this);
        public Tensor arcsin_() => Aten.arcsin_.RunIn(this);
        public Tensor arcsinh() => Aten.arcsinh.Run(this);
        public Tensor arcsinh_() => Aten.arcsinh_.RunIn(this);
        public Tensor arctan() => Aten.arctan.Run(this);
        public Tensor arctan2(Tensor other) => Aten.arctan2.Run(this, other);
        public Tensor arctan2_(Tensor other) => Aten.arctan2_.RunIn(this, other);
        public Tensor arctan_() => Aten.arctan_.RunIn(this);
        public Tensor arctanh() => Aten.arctanh.Run(this);
        public Tensor arctanh_() => Aten.arctanh_.RunIn(this);
        public Tensor asin() => Aten.asin.Run(this);
        public Tensor asin_() => Aten.asin_.RunIn(this);
        public Tensor asinh() => Aten.asinh.Run(this);
        public Tensor asinh_() => Aten.asinh_.RunIn(this);
        public Tensor atan() => Aten.atan.Run(this);
        public Tensor atan2(Tensor other) => Aten.atan2.Run(this, other);
        public Tensor atan2_(Tensor other) => Aten.atan2_.RunIn(this, other);
        public Tensor atan_() => Aten.atan_.RunIn(this);
        public Tensor atanh() => Aten.atanh.Run(this);
        public Tensor atanh_() => Aten.atanh_.RunIn(this);
        public Tensor ceil() => Aten.ceil.Run(this);
        public Tensor ceil_() => Aten.ceil_.RunIn(this);
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.Run(this, max);
        public Tensor clamp_max_(Scalar max) => Aten.clamp_max_.RunIn(this, max);
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.Run(this, min);
        public Tensor clamp_min_(Scalar min) => Aten.clamp_min_.RunIn(this, min);
        public Tensor copysign(Tensor other) => Aten.copysign_Tensor.Run(this, other);
        public Tensor cos() => Aten.cos.Run(this);
        public Tensor cos_() => Aten.cos_.RunIn(this);
        public Tensor cosh() => Aten.cosh.Run(this);
        public Tensor cosh_() => Aten.cosh_.RunIn(this);
        public Tensor deg2rad() => Aten.deg2rad.Run(this);
        public Tensor detach_() => Aten.detach_.RunIn(this);
        public Tensor digamma() => Aten.digamma.Run(this);
        public Tensor digamma_() => Aten.digamma_.RunIn(this);
        public Tensor erf() => Aten.erf.Run(this);
        public Tensor erf_() => Aten.erf_.RunIn(this);
        public Tensor erfc() => Aten.erfc.Run(this);
        public Tensor erfc_() => Aten.erfc_.RunIn(this);
        public Tensor erfinv() => Aten.erfinv.Run(this);
        public Tensor erfinv_() => Aten.erfinv_.RunIn(this);
        public Tensor exp() => Aten.exp.Run(this);
        public Tensor exp2() => Aten.exp2.Run(this);
        public Tensor exp_() => Aten.exp_.RunIn(this);
        public Tensor expm1() => Aten.expm1.Run(this);
        public Tensor expm1_() => Aten.expm1_.RunIn(this);
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.RunIn(this, value);
        public Tensor fix() => Aten.fix.Run(this);
        public Tensor fix_() => Aten.fix_.RunIn(this);
        public Tensor float_power(Tensor target) => Aten.float_power_Tensor_Tensor.Run(this, target);
        public Tensor floor() => Aten.floor.Run(this);
        public Tensor floor_() => Aten.floor_.RunIn(this);
        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.Run(this, other);
        public Tensor floor_divide(Tensor other) => Aten.floor_divide.Run(this, other);
        public Tensor floor_divide_(Scalar other) => Aten.floor_divide__Scalar.RunIn(this, other);
        public Tensor floor_divide_(Tensor other) => Aten.floor_divide__Tensor.RunIn(this, other);
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.Run(this, scalar);
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Run(this, target);
        public Tensor fmod_(Scalar scalar) => Aten.fmod__Scalar.RunIn(this, scalar);
        public Tensor fmod_(Tensor target) => Aten.fmod__Tensor.RunIn(this, target);
        public Tensor frac() => Aten.frac.Run(this);
        public Tensor frac_() => Aten.frac_.RunIn(this);
    }
}
