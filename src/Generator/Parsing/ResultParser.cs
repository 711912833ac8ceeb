using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads what a job method returns.</summary>
internal static class ResultParser
{
    private const string Tasks = "System.Threading.Tasks";
    private const string Returnable = "return void, a value, Task, Task<T>, ValueTask or ValueTask<T>";

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
        bool isTask = type.Is(Tasks, "Task");
        bool isValueTask = type.Is(Tasks, "ValueTask");
        return ValueOf(method) switch
        {
            null => isTask ? s_task : s_valueTask,
            var value => OfValue(isTask ? ResultForm.TaskOfValue : isValueTask ? ResultForm.ValueTaskOfValue : ResultForm.Value, value),
        };

        ResultModel? OfValue(ResultForm form, ITypeSymbol value)
        {
            if (TypeAccess.ContainsError(value))
            {
                faults.AddCompilerError();
                return null;
            }

            if (FaultOf(value) is { } fault)
                return Bad(fault, InsteadOf(value));

            if (!TypeAccess.IsReachable(value))
            {
                faults.Add(Rules.InaccessibleType, FaultSite.TypeOf(method), value.Name);
                return null;
            }

            return IsFile(value)
                ? new ResultModel(form, null, File: true)
                : new ResultModel(form, JsonParser.Parse(value, ExternAliases.Of(method)));
        }

        ResultModel? Bad(string what, string instead = Returnable)
        {
            faults.Add(Rules.UnsupportedResult, FaultSite.TypeOf(method), what, instead);
            return null;
        }
    }

    /// <summary>The type of the value that a method gives, now or through a task; null where it gives none.</summary>
    public static ITypeSymbol? ValueOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
            return null;

        ITypeSymbol type = method.ReturnType;
        if (type is INamedTypeSymbol named && (type.Is(Tasks, "Task") || type.Is(Tasks, "ValueTask")))
            return named.Arity == 0 ? null : named.TypeArguments[0];

        return type;
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

        return null;
    }

    private static bool IsFile(ITypeSymbol type) =>
        type.DerivesFrom("System.IO", "Stream") || type.Is(JobParser.AttributeNamespace, "JobFile");

    private static string InsteadOf(ITypeSymbol type) => UnwritableType.Of(type)?.Instead ?? Returnable;
}
