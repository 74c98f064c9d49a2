using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // In-place and elementwise sampling.
    public partial class Tensor
    {
        public Tensor bernoulli(Generator? generator = null) => Aten.bernoulli.Run(this, generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.bernoulli__float.RunIn(this, p, generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.bernoulli__Tensor.RunIn(this, p, generator);
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) =>
            Aten.cauchy_.RunIn(this, median, sigma, generator);
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Aten.exponential_.RunIn(this, lambda, generator);
        public Tensor geometric_(double p, Generator? generator = null) => Aten.geometric_.RunIn(this, p, generator);
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Aten.log_normal_.RunIn(this, mean, std, generator);
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Aten.normal_.RunIn(this, mean, std, generator);
        public Tensor poisson(Generator? generator = null) => Aten.poisson.Run(this, generator);
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.uniform_.RunIn(this, from, to, generator);
    }
}
