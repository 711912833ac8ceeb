using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>Who owns a job on a laptop: the environment, or what the jobs' assemblies were built with.</summary>
public sealed class LocalOwnerTests
{
    [Theory]
    [InlineData("oid", null, "oid")]
    [InlineData("oid", "client_id", "client_id")]
    [InlineData("oid", "none", "none")]
    [InlineData(null, "client_id", "client_id")]
    [InlineData(null, null, null)]
    public void The_environment_comes_before_the_build(string? built, string? variable, string? expected) =>
        Assert.Equal(expected, LocalOwner.Of(App(built), Environment(variable)));

    [Theory]
    [InlineData("a b", null, "AsyncJobsOwner must be")]
    [InlineData("oid", "", "The environment variable ASYNCJOBS_OWNER must be")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected, Assert.Throws<LocalOptionsException>(() => LocalOwner.Of(App(built), Environment(variable))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("oid", "client_id")]
    [InlineData("oid", null)]
    public void Projects_that_say_different_things_are_refused(string? one, string? other) => Assert.Contains(
        "have different AsyncJobsOwner", Assert.Throws<LocalOptionsException>(() => LocalOwner.Of(App(one, other), Environment(null))).Message, StringComparison.Ordinal);

    [Fact]
    public void Projects_that_say_the_same_are_one_application() => Assert.Equal("oid", LocalOwner.Of(App("oid", "oid"), Environment(null)));

    private static Func<string, string?> Environment(string? owner) => name => name == "ASYNCJOBS_OWNER" ? owner : null;

    // Each job is of an assembly of its own, which says what a build wrote into it.
    private static JobApp App(params string?[] owners) => new([.. owners.Select(static (owner, index) => Job(owner, "job" + index))]);

    private static JobDefinition Job(string? owner, string name)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Owned" + name), AssemblyBuilderAccess.Run);
        if (owner is not null)
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!, ["AsyncJobs.Owner", owner]));
        }

        TypeBuilder type = assembly.DefineDynamicModule("Owned").DefineType("Owned.Job", TypeAttributes.Public, typeof(OwnedJob));
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        ILGenerator code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(OwnedJob).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Ret);
        return (JobDefinition)Activator.CreateInstance(type.CreateType(), name)!;
    }

    /// <summary>A job that nobody runs.</summary>
    public class OwnedJob(string name) : JobDefinition<string, string?>(name, new JobRoute("POST", "/" + name))
    {
        protected override JsonTypeInfo<string?> ResultType => JobJson.Reflected<string?>();

        protected override string BindInput(ArgumentReader args) => "";

        protected override ValueTask<string?> RunAsync(string input, JobContext job) => new("");
    }
}
