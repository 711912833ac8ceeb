using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>Jobs of assemblies of their own, each of which says what a build wrote into it.</summary>
public static class BuiltJobs
{
    /// <summary>An application with a job for each value; null for an assembly that says nothing.</summary>
    public static JobApp App(string key, params string?[] values) => new([.. values.Select((value, index) => Job(key, value, "job" + index))]);

    private static JobDefinition Job(string key, string? value, string name)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Built" + name), AssemblyBuilderAccess.Run);
        if (value is not null)
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!, [key, value]));
        }

        TypeBuilder type = assembly.DefineDynamicModule("Built").DefineType("Built.Job", TypeAttributes.Public, typeof(IdleJob));
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        ILGenerator code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(IdleJob).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Ret);
        return (JobDefinition)Activator.CreateInstance(type.CreateType(), name)!;
    }

    /// <summary>A job that nobody runs.</summary>
    public class IdleJob(string name) : JobDefinition<string, string?>(name, new JobRoute("POST", "/" + name))
    {
        protected override JsonTypeInfo<string?> ResultType => JobJson.Reflected<string?>();

        protected override string BindInput(ArgumentReader args) => "";

        protected override ValueTask<string?> RunAsync(string input, JobContext job) => new("");
    }
}
