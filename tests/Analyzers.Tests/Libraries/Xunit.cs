using System;

namespace Xunit
{
    [AttributeUsage(AttributeTargets.Method)]
    public class FactAttribute : Attribute
    {
        public int Timeout { get; set; }
    }

    public class TheoryAttribute : FactAttribute
    {
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class InlineDataAttribute : Attribute
    {
        public InlineDataAttribute(params object[] data)
        {
        }
    }

    public static class Assert
    {
        public static void True(bool condition)
        {
        }

        public static void NotNull(object? value)
        {
        }
    }
}
