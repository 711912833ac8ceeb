using System.Runtime.CompilerServices;
using AsyncJobs.Generator.Flow;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Tells whether a project's outgoing calls run inside of invocations.</summary>
internal static class AnalyzedProject
{
    private static readonly string[] s_clients =
    [
        "System.Net.Http.HttpMessageInvoker", "System.Net.WebRequest", "RestSharp.RestClient", "Flurl.Http.IFlurlClient", "Grpc.Core.ClientBase", "Amazon.Runtime.ClientConfig",
        "System.ServiceModel.Channels.Binding", "Polly.Policy", "Polly.ResiliencePipelineBuilderBase",
    ];

    private static readonly string[] s_testAssemblies =
        ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    // Each analyzer asks, and a look through all references takes its time.
    private static readonly ConditionalWeakTable<Compilation, object> s_covered = new();

    /// <summary>Whether it runs on Lambda, calls out over HTTP, and is no test project.</summary>
    public static bool Covers(Compilation compilation, AnalyzerOptions options) =>
        (bool)s_covered.GetValue(compilation, key => RunsOnLambda(key) && HasClient(key) && !IsTest(key, options));

    private static bool RunsOnLambda(Compilation compilation) =>
        Has(compilation, "AsyncJobs.InvocationBudget") || Has(compilation, "Amazon.Lambda.Core.ILambdaContext");

    private static bool HasClient(Compilation compilation)
    {
        foreach (string client in s_clients)
        {
            if (Has(compilation, client))
                return true;
        }

        return false;
    }

    private static bool Has(Compilation compilation, string name) => !compilation.GetTypesByMetadataName(name).IsEmpty;

    private static bool IsTest(Compilation compilation, AnalyzerOptions options)
    {
        if (options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out string? value)
            && value.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // A framework may be referenced by accident; a test is not written by accident.
        return HasTestFramework(compilation) && CallFlow.Of(compilation, options).Code.Types.Any(IsTestClass);
    }

    private static bool HasTestFramework(Compilation compilation)
    {
        foreach (AssemblyIdentity assembly in compilation.ReferencedAssemblyNames)
        {
            if (s_testAssemblies.Contains(assembly.Name))
                return true;
        }

        return Has(compilation, "Xunit.FactAttribute") || Has(compilation, "NUnit.Framework.TestAttribute")
            || Has(compilation, "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute");
    }

    private static bool IsTestClass(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol method && method.GetAttributes().Any(static attribute => IsTestAttribute(attribute.AttributeClass)))
                return true;
        }

        return false;
    }

    private static bool IsTestAttribute(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? current = attribute; current is not null; current = current.BaseType)
        {
            if (current.Is("Xunit", "FactAttribute") || current.Is("NUnit.Framework", "TestAttribute") || current.Is("NUnit.Framework", "TestCaseAttribute")
                || current.Is("Microsoft.VisualStudio.TestTools.UnitTesting", "TestMethodAttribute") || current.Is("TUnit.Core", "TestAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
