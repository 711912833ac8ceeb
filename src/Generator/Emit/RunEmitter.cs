using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes how a job's method is called.</summary>
internal static class RunEmitter
{
    private const string ServiceExtensions = "ServiceProviderServiceExtensions";
    private const string KeyedServiceExtensions = "ServiceProviderKeyedServiceExtensions";

    // Where one is longer, such as a service, or all are, each argument gets a line of its own.
    private const int LongArgument = 60;
    private const int LongList = 120;

    public static void Write(SourceWriter source, ResolvedJob resolved, string result)
    {
        JobModel job = resolved.Job;
        Disposal disposal = job.Target?.Disposal ?? Disposal.None;
        ResultForm form = job.Result.Form;
        bool isFile = job.Result.File;
        bool isLocal = disposal != Disposal.None || job.Target is { Parameters.Count: > 0 };
        bool isAwaited = form is ResultForm.Task or ResultForm.ValueTask
            || ((disposal != Disposal.None || isFile) && form is ResultForm.TaskOfValue or ResultForm.ValueTaskOfValue);
        bool isAsync = isAwaited || isFile || disposal == Disposal.Asynchronous;
        string target = isLocal ? "target" : job.Target is null ? job.Type : $"new {job.Type}()";
        Aliases names = source.Names;
        string call = $"{target}.{Identifier.Escape(job.MethodName)}({Arguments(job.Parameters, resolved.HasServices, names)})";

        string task = names.Tasks + (isFile ? "ValueTask" : $"ValueTask<{result}>");
        string output = isFile ? $", {names.Jobs}JobOutput output" : "";
        source.Line(
            $"""
            protected override {(isAsync ? "async " : "")}{task} RunAsync(Input input, global::AsyncJobs.JobContext job{output})
            """);
        source.Open();
        if (isLocal)
        {
            string keyword = disposal switch
            {
                Disposal.Asynchronous => "await using ",
                Disposal.Synchronous => "using ",
                _ => "",
            };
            source.Line($"{keyword}{job.Type} target = new {job.Type}({Arguments(job.Target!.Parameters, resolved.HasServices, names)});");
        }

        call = isAwaited ? "await " + call : call;
        if (isFile)
            source.Line($"await output.KeepAsync({call});");
        else
            WriteCall(source, form, isAsync, call, result);
        source.Close();
    }

    private static void WriteCall(SourceWriter source, ResultForm form, bool isAsync, string call, string result)
    {
        if (form is ResultForm.Void or ResultForm.Task or ResultForm.ValueTask)
        {
            source.Line(call + ";");
            source.Line("return default;");
            return;
        }

        bool isWrapped = !isAsync && form != ResultForm.ValueTaskOfValue;
        source.Line(isWrapped ? $"return new {source.Names.Tasks}ValueTask<{result}>({call});" : $"return {call};");
    }

    private static string Arguments(EquatableArray<ParameterModel> parameters, bool hasServices, Aliases names)
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
                BindingSource.Service => Service(parameter, hasServices, names),
                _ => "input." + InputMember.Of(parameter),
            };
        }

        int length = 0;
        int longest = 0;
        foreach (string argument in arguments)
        {
            length += argument.Length;
            longest = Math.Max(longest, argument.Length);
        }

        if (longest > LongArgument || length > LongList)
            return "\n    " + string.Join(",\n    ", arguments);

        return string.Join(", ", arguments);
    }

    private static string Service(ParameterModel parameter, bool hasServices, Aliases names)
    {
        bool isRequired = parameter.Presence == Presence.Required;
        if (!isRequired && ((!hasServices && !parameter.IsOfLibrary) || parameter.IsValueType))
            return parameter.Default is null or "null" && !parameter.IsValueType ? "null!" : parameter.Default ?? "default";

        string get = isRequired ? "GetRequired" : "Get";
        string call = parameter.ServiceKey is { } key
            ? $"{names.DependencyInjection}{KeyedServiceExtensions}.{get}KeyedService<{parameter.Type}>(job.Services, {key})"
            : $"{names.DependencyInjection}{ServiceExtensions}.{get}Service<{parameter.Type}>(job.Services)";
        if (isRequired)
            return call;

        return parameter.Default is null or "null" ? call + "!" : $"{call} ?? {parameter.Default}";
    }
}
