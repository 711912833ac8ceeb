// The true names of Amazon.Lambda.Annotations, as far as they matter here: the package is not referenced.
namespace Amazon.Lambda.Annotations
{
    [AttributeUsage(AttributeTargets.Class)]
    public class LambdaStartupAttribute : Attribute;
}

namespace Microsoft.Extensions.Hosting
{
    using Microsoft.Extensions.DependencyInjection;

    public interface IHostApplicationBuilder
    {
        IServiceCollection Services { get; }
    }

    public sealed class HostApplicationBuilder : IHostApplicationBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }
}
