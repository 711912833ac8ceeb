using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Tells which of its two ways Lambda runs the project.</summary>
internal static class HandlersParser
{
    /// <summary>Whether it is a class library, whose methods Lambda calls; an executable is run, whatever it references.</summary>
    public static bool HasHandlers(Compilation compilation) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
        && compilation.GetTypeByMetadataName("Amazon.Lambda.Core.ILambdaContext") is not null;
}
