using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes StartAsync, which takes the bound parameters of the job's method, and StartManyAsync.</summary>
internal static class StartEmitter
{
    public static void Write(SourceWriter source, ResolvedJob resolved, string typeName, string result)
    {
        List<ParameterModel> parameters = BoundOf(resolved.Job);
        string args = Free("args", parameters);
        string options = Free("options", parameters);
        string token = Free("cancellationToken", parameters);
        Aliases names = source.Names;
        WriteDocumentation(source, resolved.Job, parameters, options, token);

        // A stream has to be read before the job can be started.
        bool isAsync = resolved.Job.Body is { IsStreamBody: true };
        source.Line($"public static {(isAsync ? "async " : "")}{names.Tasks}Task<{names.Jobs}JobSnapshot<{result}>> StartAsync(");
        source.Indent();
        foreach (string declaration in Declare(parameters))
            source.Line(declaration + ",");
        source.Line(
            $"""
            {names.Jobs}JobStartOptions? {options} = null,
            {names.Threading}CancellationToken {token} = default)
            """);
        source.Unindent();
        source.Open();
        WriteGuards(source, parameters);
        source.Line($"{names.Binding}ArgumentWriter {args} = new {names.Binding}ArgumentWriter();");
        WriteArguments(source, parameters, args, typeName, token);
        string start = $"{resolved.App}.Current.StartAsync({Member("Definition", typeName, parameters)}, {args}, {options}, {token})";
        source.Line(isAsync ? $"return await {start}.ConfigureAwait(false);" : $"return {start};");
        source.Close();
        StartManyEmitter.Write(source, resolved, parameters, result);
    }

    /// <summary>The parameters that are the job's input.</summary>
    public static List<ParameterModel> BoundOf(JobModel job)
    {
        List<ParameterModel> parameters = [];
        foreach (ParameterModel parameter in job.Parameters)
        {
            if (parameter.IsBound)
                parameters.Add(parameter);
        }

        return parameters;
    }

    /// <summary>Writes the checks of what must not be null.</summary>
    public static void WriteGuards(SourceWriter source, List<ParameterModel> parameters)
    {
        foreach (ParameterModel parameter in parameters)
        {
            if (MustBeGiven(parameter))
                source.Line($"global::System.ArgumentNullException.ThrowIfNull({Identifier.Escape(parameter.Name)});");
        }
    }

    /// <summary>Writes how each argument is written, by a writer that is a variable.</summary>
    public static void WriteArguments(SourceWriter source, List<ParameterModel> parameters, string writer, string typeName, string token)
    {
        foreach (ParameterModel parameter in parameters)
        {
            source.Line(parameter.IsStreamBody
                ? $"await {writer}.BodyAsync({Identifier.Escape(parameter.Name)}, {token}).ConfigureAwait(false);"
                : WriteArgument(parameter, writer, Member("BodyJson", typeName, parameters), source.Names));
        }
    }

    /// <summary>Writes what the parameters are.</summary>
    public static void DocumentParameters(SourceWriter source, JobModel job, List<ParameterModel> parameters)
    {
        foreach (ParameterModel parameter in parameters)
        {
            string text = job.Documentation?.Of(parameter.Name) ?? $"As in <c>{job.TypeName}.{job.MethodName}</c>.";
            DocumentationComment.Write(source, $"param name=\"{parameter.Name}\"", text);
        }
    }

    // In the words of the method's author, where there are any.
    private static void WriteDocumentation(SourceWriter source, JobModel job, List<ParameterModel> parameters, string options, string token)
    {
        const string what = "Starts the job from code, without HTTP.";
        DocumentationComment.Write(source, "summary", job.Documentation?.Summary ?? what);
        if (job.Documentation?.Summary is not null)
            DocumentationComment.Write(source, "remarks", what);
        DocumentParameters(source, job, parameters);
        DocumentationComment.Write(
            source, $"param name=\"{options}\"", "Whose job it is, its idempotency key and its callback; null for none of these.");
        DocumentationComment.Write(source, $"param name=\"{token}\"", "Gives up; the job may then have been started or not.");
        DocumentationComment.Write(source, "returns", "The job as it is now.");
    }

    /// <summary>
    /// Declares the parameters. A default is kept only where every parameter behind it has one too; those of a route are always given.
    /// </summary>
    public static List<string> Declare(List<ParameterModel> parameters)
    {
        List<string> declarations = [];
        bool mayDefault = true;
        for (int i = parameters.Count - 1; i >= 0; i--)
        {
            ParameterModel parameter = parameters[i];
            string type = TypeOf(parameter);
            string? literal = DefaultOf(parameter, type);
            mayDefault &= literal is not null;
            declarations.Insert(0, $"{type} {Identifier.Escape(parameter.Name)}{(mayDefault ? " = " + literal : "")}");
        }

        return declarations;
    }

    /// <summary>The type of a parameter as StartAsync takes it.</summary>
    public static string TypeOf(ParameterModel parameter)
    {
        if (parameter.Source == BindingSource.Route)
            return parameter.ScalarType!;

        return IsOptionalParams(parameter) && !parameter.Type.EndsWith("?", StringComparison.Ordinal) ? parameter.Type + "?" : parameter.Type;
    }

    private static string? DefaultOf(ParameterModel parameter, string type)
    {
        if (IsOptionalParams(parameter))
            return "null";

        if (parameter is not { Default: "null", IsValueType: false } || type.EndsWith("?", StringComparison.Ordinal))
            return parameter is { Default: "null", Source: BindingSource.Route } ? null : parameter.Default;

        return parameter.Source == BindingSource.Route ? null : "null!";
    }

    // Nothing may follow a params array, and here the options do.
    private static bool IsOptionalParams(ParameterModel parameter) => parameter is { IsParams: true, Source: BindingSource.Query };

    // A null would be left out, and fail the job in its worker. A list that is left out is an empty one.
    private static bool MustBeGiven(ParameterModel parameter) =>
        parameter is { IsValueType: false, Collection: CollectionKind.None }
        && (parameter.Presence == Presence.Required || parameter.Source == BindingSource.Route);

    private static string WriteArgument(ParameterModel parameter, string args, string bodyJson, Aliases names)
    {
        string value = Identifier.Escape(parameter.Name);
        if (parameter.Source == BindingSource.Body)
            return $"{args}.Body({value}, {bodyJson});";

        string method = parameter.HasNullableItems ? $"{parameter.Source}<{parameter.ScalarType}>" : parameter.Source.ToString();
        string items = parameter.HasNullableItems ? value + "!" : value;
        return $"{args}.{method}({Literal.Of(parameter.Key)}, {items}, {ScalarExpression.Of(parameter, names)});";
    }

    /// <summary>A name that no parameter has.</summary>
    public static string Free(string name, List<ParameterModel> parameters)
    {
        while (IsTaken(name, parameters))
            name += "_";
        return name;
    }

    /// <summary>A member of the job's class, where parameters may have its name.</summary>
    public static string Member(string name, string typeName, List<ParameterModel> parameters) =>
        IsTaken(name, parameters) ? typeName + "." + name : name;

    private static bool IsTaken(string name, List<ParameterModel> parameters)
    {
        foreach (ParameterModel parameter in parameters)
        {
            if (parameter.Name == name)
                return true;
        }

        return false;
    }
}
