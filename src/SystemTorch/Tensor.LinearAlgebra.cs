using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Products and decompositions.
    public partial class Tensor
    {
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Aten.addbmm.Run(this, batch1, batch2, beta, alpha);
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Aten.addbmm_.RunIn(this, batch1, batch2, beta, alpha);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => Aten.addmm.Run(this, mat1, mat2, beta, alpha);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Aten.addmm_.RunIn(this, mat1, mat2, beta, alpha);
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => Aten.addmv.Run(this, mat, vec, beta, alpha);
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => Aten.addmv_.RunIn(this, mat, vec, beta, alpha);
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => Aten.addr.Run(this, vec1, vec2, beta, alpha);
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => Aten.addr_.RunIn(this, vec1, vec2, beta, alpha);
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Aten.baddbmm.Run(this, batch1, batch2, beta, alpha);
        public Tensor bmm(Tensor batch2) => Aten.bmm.Run(this, batch2);
        public Tensor cholesky(bool upper = false) => Aten.cholesky.Run(this, upper);
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.cholesky_solve.Run(this, input2, upper);
        public Tensor corrcoef() => Aten.corrcoef.Run(this);
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
            Aten.cov.Run(this, correction, fweights, aweights);
        public Tensor det() => Aten.det.Run(this);
        public Tensor dot(Tensor target) => Aten.dot.Run(this, target);
        public Tensor ger(Tensor vec2) => Aten.ger.Run(this, vec2);
        public Tensor inner(Tensor vec2) => Aten.inner.Run(this, vec2);
        public Tensor inverse() => Aten.inverse.Run(this);
        public Tensor kron(Tensor other) => Aten.kron.Run(this, other);
        public Tensor logdet() => Aten.logdet.Run(this);
        public Tensor matmul(Tensor target) => Aten.matmul.Run(this, target);
        public Tensor matrix_exp() => Aten.matrix_exp.Run(this);
        public Tensor matrix_power(int n) => Aten.matrix_power.Run(this, n);
        public Tensor mm(Tensor target) => Aten.mm.Run(this, target);
        public Tensor mv(Tensor target) => Aten.mv.Run(this, target);
        public Tensor outer(Tensor vec2) => Aten.outer.Run(this, vec2);
        public Tensor vdot(Tensor target) => Aten.vdot.Run(this, target);
    }
}
