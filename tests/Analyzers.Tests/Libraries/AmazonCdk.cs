// Imitates Amazon.CDK.Lib, a package of 64 MB of which one property is looked at.
namespace Amazon.CDK
{
    public class Duration
    {
        public static Duration Seconds(double amount) => new();

        public static Duration Minutes(double amount) => new();
    }
}

namespace Amazon.CDK.AWS.Lambda
{
    public interface IFunctionProps
    {
        Duration Timeout { get; }
    }

    public class FunctionProps : IFunctionProps
    {
        public string Handler { get; set; }
        public Duration Timeout { get; set; }
        public double? MemorySize { get; set; }
    }

    public class Function
    {
        public Function(object scope, string id, IFunctionProps props)
        {
        }
    }
}
