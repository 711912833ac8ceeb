using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads what a job method returns.</summary>
internal static class ResultParser
{
    private const string Tasks = "System.Threading.Tasks";

    private static readonly ResultModel s_void = new(ResultForm.Void, null);
    private static readonly ResultModel s_task = new(ResultForm.Task, null);
    private static readonly ResultModel s_valueTask = new(ResultForm.ValueTask, null);

    /// <summary>Makes the model; null where a job cannot return this.</summary>
    public static ResultModel? Parse(IMethodSymbol method, Faults faults)
    {
        if (method.ReturnsVoid)
            return method.IsAsync ? Bad("async void, so that nobody learns when it ends or that it failed") : s_void;

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return Bad("by reference");

        ITypeSymbol type = method.ReturnType;
        if (type.Is(Tasks, "Task") && type is INamedTypeSymbol task)
            return task.Arity == 0 ? s_task : OfValue(ResultForm.TaskOfValue, task.TypeArguments[0]);

        if (type.Is(Tasks, "ValueTask") && type is INamedTypeSymbol valueTask)
            return valueTask.Arity == 0 ? s_valueTask : OfValue(ResultForm.ValueTaskOfValue, valueTask.TypeArguments[0]);

        return OfValue(ResultForm.Value, type);

        ResultModel? OfValue(ResultForm form, ITypeSymbol value)
        {
            if (TypeAccess.ContainsError(value))
            {
                faults.AddCompilerError();
                return null;
            }

            if (FaultOf(value) is { } fault)
                return Bad(fault);

            if (!TypeAccess.IsReachable(value))
            {
                faults.Add(Rules.InaccessibleType, FaultSite.TypeOf(method), value.Name);
                return null;
            }

            return new ResultModel(form, JsonParser.Parse(value));
        }

        ResultModel? Bad(string what)
        {
            faults.Add(Rules.UnsupportedResult, FaultSite.TypeOf(method), what);
            return null;
        }
    }

    private static string? FaultOf(ITypeSymbol type)
    {
        if (TypeAccess.ContainsPointer(type))
            return "a pointer, which means nothing in another process";

        if (type.IsRefLikeType)
            return "a ref struct, which cannot be stored";

        if (type.TypeKind == TypeKind.Delegate)
            return "a delegate, which cannot be stored";

        if (type.DerivesFrom(Tasks, "Task") || type.Is(Tasks, "ValueTask"))
            return "a task within a task or a type of its own that derives from one";

        if (type.Is("System.Collections.Generic", "IAsyncEnumerable") || type.Is("System.Collections.Generic", "IAsyncEnumerator"))
            return "an asynchronous sequence, but a job's result is stored as a whole";

        if (type.DerivesFrom("System.IO", "Stream"))
            return "a stream, but a job's result is stored as JSON";

        return null;
    }
}
