using System.Collections.Immutable;
using AsyncJobs.CodeFixes.Clients;
using AsyncJobs.CodeFixes.Tests.Harness;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>What holds for all fixes, and for all rules.</summary>
public sealed class FixersTests
{
    private static readonly ImmutableDictionary<string, string> s_withoutFix = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["AJ1007"] = "A suggestion: how much to keep is for the author to say.",
        ["AJ1008"] = "The client has to move out of the invocation, which changes who owns it.",
        ["AJ1010"] = "A suggestion: whether to clamp or to fail early is for the author to say.",
        ["AJ1011"] = "What to do instead, with too little time or in a later invocation, is for the author to say.",
    });

    [Fact]
    public void Every_rule_about_outgoing_calls_has_a_fix_or_a_reason_for_none() => Assert.All(
        Product.Descriptors.Select(static rule => rule.Id).Where(static id => id.StartsWith("AJ1", StringComparison.Ordinal)),
        static id => Assert.NotEqual(s_withoutFix.ContainsKey(id), Fixers.For(id).Any()));

    [Fact]
    public void Every_fix_is_for_rules_that_exist() =>
        Assert.All(Fixers.All.SelectMany(static fixer => fixer.FixableDiagnosticIds), static id => Assert.Contains(id, Product.Descriptors.Select(static rule => rule.Id)));

    [Fact]
    public void Every_fix_can_be_made_in_a_file_a_project_and_a_solution() => Assert.All(
        Fixers.All,
        static fixer => Assert.Superset(
            new HashSet<FixAllScope> { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution },
            fixer.GetFixAllProvider()!.GetSupportedFixAllScopes().ToHashSet()));

    [Fact]
    public void Fixes_are_named_once() => Assert.Equal(
        Fixers.All.Length,
        Fixers.All.Select(static fixer => fixer.GetType().GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), inherit: false).Cast<ExportCodeFixProviderAttribute>().Single().Name).Distinct().Count());

    [Theory]
    [InlineData("pricing", "pricing")]
    [InlineData("Price List", "Price-List")]
    [InlineData("https://a.example/b", "https-a.example-b")]
    [InlineData("Prüfung", "Pr-fung")]
    [InlineData("日本", "http")]
    [InlineData("", "http")]
    public void A_service_s_name_is_one_that_the_runtime_takes(string name, string expected)
    {
        Assert.Equal(expected, ServiceNames.Valid(name));
        using BudgetHandler taken = new(ServiceNames.Valid(name));
    }

    [Fact]
    public void A_long_name_is_cut()
    {
        using BudgetHandler taken = new(ServiceNames.Valid(new string('a', 100)));
    }
}
