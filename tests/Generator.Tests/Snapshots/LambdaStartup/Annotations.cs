// The true names of Amazon.Lambda.Annotations, as far as they matter here: the package is not referenced.
namespace Amazon.Lambda.Annotations
{
    [AttributeUsage(AttributeTargets.Class)]
    public class LambdaStartupAttribute : Attribute;
}
