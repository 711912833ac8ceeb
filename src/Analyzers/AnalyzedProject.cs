using System.Runtime.CompilerServices;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Analyzers;

/// <summary>Tells whether a project's outgoing calls run inside of invocations.</summary>
internal static class AnalyzedProject
{
    private static readonly string[] s_testAssemblies =
        ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    private static readonly string[] s_testAttributes =
    [
        "Xunit.FactAttribute", "NUnit.Framework.TestAttribute", "NUnit.Framework.TestCaseAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute",
        "TUnit.Core.TestAttribute",
    ];

    // Each analyzer asks, and a look through all references takes its time.
    private static readonly ConditionalWeakTable<Compilation, object> s_covered = new();

    /// <summary>Whether it runs on Lambda, calls out over HTTP, and is no test project.</summary>
    public static bool Covers(Compilation compilation, AnalyzerOptions options) =>
        (bool)s_covered.GetValue(compilation, key => IsWanted(CallFlow.Of(key, options)) && !IsTest(key, options));

    private static bool IsWanted(CallFlow flow) =>
        flow.Known.Product.IsReferenced && flow.Known.Libraries.Any(static library => library.IsReferenced);

    private static bool IsTest(Compilation compilation, AnalyzerOptions options)
    {
        if (options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out string? value)
            && value.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // A framework may be referenced by accident; a test is not written by accident.
        KnownType tests = new(compilation, s_testAttributes);
        return HasTestFramework(compilation, tests) && CallFlow.Of(compilation, options).Code.Types.Any(type => IsTestClass(type, tests));
    }

    private static bool HasTestFramework(Compilation compilation, KnownType tests)
    {
        foreach (AssemblyIdentity assembly in compilation.ReferencedAssemblyNames)
        {
            if (s_testAssemblies.Contains(assembly.Name))
                return true;
        }

        return tests.Exists;
    }

    private static bool IsTestClass(INamedTypeSymbol type, KnownType tests) =>
        type.GetMembers().Any(member => member is IMethodSymbol && tests.IsOn(member));
}
