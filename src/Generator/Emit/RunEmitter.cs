using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes how a job's method is called.</summary>
internal static class RunEmitter
{
    private const string ServiceExtensions = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";
    private const string KeyedServiceExtensions = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions";

    public static void Write(SourceWriter source, ResolvedJob resolved, string result)
    {
        JobModel job = resolved.Job;
        Disposal disposal = job.Target?.Disposal ?? Disposal.None;
        ResultForm form = job.Result.Form;
        bool isAwaited = form is ResultForm.Task or ResultForm.ValueTask || (disposal != Disposal.None && form is ResultForm.TaskOfValue or ResultForm.ValueTaskOfValue);
        bool isAsync = isAwaited || disposal == Disposal.Asynchronous;
        string signature = $"protected override {(isAsync ? "async " : "")}global::System.Threading.Tasks.ValueTask<{result}> RunAsync(Input input, global::AsyncJobs.JobContext job)";

        if (!isAsync && disposal == Disposal.None && form != ResultForm.Void)
        {
            string call = Call(resolved, NewTarget(resolved));
            source.Line(signature + " =>");
            source.Indent();
            source.Line((form == ResultForm.ValueTaskOfValue ? call : $"new({call})") + ";");
            source.Unindent();
            return;
        }

        source.Line(signature);
        source.Open();
        if (disposal == Disposal.None)
        {
            WriteCall(source, form, isAsync, isAwaited, Call(resolved, NewTarget(resolved)));
        }
        else
        {
            string keyword = disposal == Disposal.Asynchronous ? "await using" : "using";
            source.Line($"{keyword} {job.Type} target = {NewTarget(resolved)};");
            WriteCall(source, form, isAsync, isAwaited, Call(resolved, "target"));
        }

        source.Close();
    }

    private static void WriteCall(SourceWriter source, ResultForm form, bool isAsync, bool isAwaited, string call)
    {
        if (isAwaited)
            call = "await " + call;

        if (form is ResultForm.Void or ResultForm.Task or ResultForm.ValueTask)
        {
            source.Line(call + ";");
            source.Line("return default;");
            return;
        }

        source.Line(isAsync ? $"return {call};" : $"return new({call});");
    }

    private static string Call(ResolvedJob resolved, string target) =>
        $"{target}.{Identifier.Escape(resolved.Job.MethodName)}({Arguments(resolved.Job.Parameters, resolved.HasServices)})";

    private static string NewTarget(ResolvedJob resolved) => resolved.Job.Target is { } target
        ? $"new {resolved.Job.Type}({Arguments(target.Parameters, resolved.HasServices)})"
        : resolved.Job.Type;

    private static string Arguments(EquatableArray<ParameterModel> parameters, bool hasServices)
    {
        string[] arguments = new string[parameters.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            ParameterModel parameter = parameters[i];
            arguments[i] = parameter.Source switch
            {
                BindingSource.JobContext => "job",
                BindingSource.Budget => "job.Budget",
                BindingSource.CancellationToken => "job.CancellationToken",
                BindingSource.ServiceProvider => "job.Services",
                BindingSource.Service => Service(parameter, hasServices),
                _ => "input." + InputMember.Of(parameter),
            };
        }

        return string.Join(", ", arguments);
    }

    private static string Service(ParameterModel parameter, bool hasServices)
    {
        bool isRequired = parameter.Presence == Presence.Required;
        if (!isRequired && (!hasServices || parameter.IsValueType))
            return parameter.Default is null or "null" && !parameter.IsValueType ? "null!" : parameter.Default ?? "default";

        string call = parameter.ServiceKey is { } key
            ? $"{KeyedServiceExtensions}.{(isRequired ? "GetRequiredKeyedService" : "GetKeyedService")}<{parameter.Type}>(job.Services, {key})"
            : $"{ServiceExtensions}.{(isRequired ? "GetRequiredService" : "GetService")}<{parameter.Type}>(job.Services)";
        if (isRequired)
            return call;

        return parameter.Default is null or "null" ? call + "!" : $"({call} ?? {parameter.Default})";
    }
}
