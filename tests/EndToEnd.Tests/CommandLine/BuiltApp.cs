using System.Reflection;
using System.Reflection.Emit;
using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>An application whose jobs are each of an assembly of its own, which says what a build wrote into it.</summary>
internal static class BuiltApp
{
    /// <summary>Makes one.</summary>
    /// <param name="key">What the builds may write.</param>
    /// <param name="values">What each wrote; null for nothing.</param>
    public static JobApp With(string key, params string?[] values) => new([.. values.Select((value, index) => Job(key, value, "job" + index))]);

    private static JobDefinition Job(string key, string? value, string name)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Built" + name), AssemblyBuilderAccess.Run);
        if (value is not null)
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!, [key, value]));
        }

        TypeBuilder type = assembly.DefineDynamicModule("Built").DefineType("Built.Job", TypeAttributes.Public, typeof(BuiltJob));
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        ILGenerator code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(BuiltJob).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Ret);
        return (JobDefinition)Activator.CreateInstance(type.CreateType(), name)!;
    }
}
