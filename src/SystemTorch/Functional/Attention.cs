namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// softmax(q·kᵀ/√d + mask)·v over (…, L, d), (…, S, d), (…, S, e). A boolean mask is true where a query may look. Composed: libtorch
            /// 1.13 lacks the operator.
            /// </summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                if (attn_mask is not null && is_casual)
                    throw new ArgumentException("a mask and is_casual exclude each other", nameof(attn_mask));
                using var scope = NewDisposeScope();
                var scaled = query * (1 / Math.Sqrt(query.shape[^1]));
                var scores = scaled.matmul(key.transpose(-2, -1));  // (…, L, S)
                var mask = is_casual ? ones([query.shape[^2], key.shape[^2]], ScalarType.Bool, query.device).tril() : attn_mask;
                if (mask is not null)
                    scores = mask.dtype == ScalarType.Bool ? scores.masked_fill(mask.logical_not(), double.NegativeInfinity) : scores + mask;
                var weights = scores.softmax(-1);
                if (p > 0)
                    weights = dropout(weights, p);
                return weights.matmul(value).MoveToOuterDisposeScope();  // (…, L, e)
            }

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? SystemTorch.Native.Aten.dropout_.RunIn(input, p, training) : SystemTorch.Native.Aten.dropout.Run(input, p, training);
        }
    }
}
