using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Takes what the parsers find wrong. This one only remembers whether anything was, which is all the generator asks.</summary>
internal class Faults
{
    /// <summary>Whether nothing can be generated.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Whether a timeout may be as long as Lambda Managed Instances allow. The project as a whole says that, which the generator asks after the
    /// parsers.
    /// </summary>
    public bool AllowsManagedTimeouts { get; init; } = true;

    /// <summary>Notes a fault.</summary>
    public void Add(DiagnosticDescriptor rule, FaultSite site, params object[] arguments)
    {
        IsBroken |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        Report(rule, site, arguments);
    }

    /// <summary>Notes what the compiler itself reports, such as a type that does not exist.</summary>
    public void AddCompilerError() => IsBroken = true;

    protected virtual void Report(DiagnosticDescriptor rule, FaultSite site, object[] arguments)
    {
    }
}
