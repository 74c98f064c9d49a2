using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        public static Tensor inv(Tensor input) => Aten.linalg_inv.Run(input);
        public static Tensor det(Tensor input) => Aten.linalg_det.Run(input);
        public static Tensor cholesky(Tensor input) => Aten.linalg_cholesky.Run(input);
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.linalg_pinv_atol_rtol_float.Run(input, atol, rtol, hermitian);
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Aten.linalg_solve.Run(A, B, left);
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Aten.linalg_svd.RunTriple(input, fullMatrices);
        public static Tensor svdvals(Tensor input) => Aten.linalg_svdvals.Run(input);
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Aten.linalg_eigh.RunPair(input, UPLO.ToString());
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.linalg_eigvalsh.Run(input, UPLO.ToString());
        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_vector_norm.Run(input, ord, dims, keepdim);
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Run(input, Arg.None, dims, keepdim);
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Run(input, ord, dims, keepdim);
        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_norm_ord_str.Run(input, ord, dims, keepdim);
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Aten.linalg_cross.Run(input, other, dim);
        public static Tensor matrix_exp(Tensor input) => Aten.linalg_matrix_exp.Run(input);
    }
}
