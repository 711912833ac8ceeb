using AsyncJobs.Analyzers.Values;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Says what a fixed time was taken from.</summary>
internal static class FixedText
{
    public static string Of(ValueOrigin origin) => (origin.Source, origin.Name) switch
    {
        (FixedSource.Constant, null) => "a constant",
        (FixedSource.Constant, { } name) => $"the constant '{name}'",
        (FixedSource.Static, null) => "static",
        (FixedSource.Static, { } name) => $"the static '{name}'",
        (FixedSource.DefaultParameter, { } name) => $"the default of the parameter '{name}'",
        (FixedSource.Configuration, null) => "read from configuration",
        (FixedSource.Configuration, { } name) => $"read from configuration ('{name}')",
        (FixedSource.Environment, null) => "read from an environment variable",
        (FixedSource.Environment, { } name) => $"read from the environment variable '{name}'",
        _ => "fixed",
    };
}
