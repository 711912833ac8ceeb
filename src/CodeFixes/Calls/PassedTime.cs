using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Calls;

/// <summary>A fixed time that is passed as an argument.</summary>
internal static class PassedTime
{
    /// <summary>The argument that a diagnostic is on; null if it is on something else.</summary>
    public static IArgumentOperation? At(FixSite site)
    {
        if (site.Node.Parent is not ArgumentSyntax || site.Diagnostic.Location.SourceSpan != site.Node.Span)
            return null;

        IOperation? current = site.Model.GetOperation(site.Node, site.CancellationToken);
        if (current is IObjectCreationOperation creation && site.Known.IsTokenSource(creation.Type))
            return null;

        while (current is not (null or IArgumentOperation))
            current = current.Parent;
        return current as IArgumentOperation;
    }

    /// <summary>Whether the method that is given the time uses it once. One that also uses it for something else would have that changed.</summary>
    public static bool IsItsOnlyUse(FixSite site, IArgumentOperation argument) =>
        argument.Parameter is not { } parameter || !site.Flow.Code.IsSource(parameter)
        || site.Flow.Code.References.To(parameter.OriginalDefinition, argument, site.CancellationToken).Length <= 1;
}
