using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>
/// Writes StartManyAsync, whose inputs are what StartAsync takes: the one bound parameter of the job's method, or a tuple of them. A job
/// without any has no set of inputs.
/// </summary>
internal static class StartManyEmitter
{
    public static void Write(SourceWriter source, ResolvedJob resolved, List<ParameterModel> parameters, string result)
    {
        if (parameters.Count == 0)
            return;

        Aliases names = source.Names;
        string input = parameters.Count == 1 ? StartEmitter.TypeOf(parameters[0]) : TupleOf(parameters);
        string each = parameters.Count == 1 ? $"<c>{parameters[0].Name}</c>" : $"what <c>{resolved.Job.TypeName}.{resolved.Job.MethodName}</c> takes";
        source.Line();
        DocumentationComment.Write(
            source, "summary", "Starts a job for each input from code, some at a time. One that is not started does not keep the others from it.");
        DocumentationComment.Write(source, "param name=\"inputs\"", $"The inputs, each of them {each} of one job.");
        DocumentationComment.Write(
            source,
            "param name=\"key\"",
            "What the jobs' idempotency keys begin with, such as the id of the job that starts them: the same call again starts nothing twice.");
        DocumentationComment.Write(source, "param name=\"options\"", "How to start them; null for the defaults.");
        DocumentationComment.Write(source, "param name=\"cancellationToken\"", "Gives up; those that are not begun then are not started.");
        DocumentationComment.Write(source, "returns", "For each input the job, or why it was not started.");
        source.Line($"public static {names.Tasks}Task<{names.Jobs}JobStartResults<{input}, {result}>> StartManyAsync(");
        source.Indent();
        source.Line(
            $"""
            {names.Generic}IEnumerable<{input}> inputs,
            string key,
            {names.Jobs}JobStartManyOptions<{input}>? options = null,
            {names.Threading}CancellationToken cancellationToken = default) =>
            {names.Jobs}ManyJobs.StartAsync(
                inputs, key, (input, start, token) => StartAsync({ArgumentsOf(parameters)}, start, token), options, cancellationToken);
            """);
        source.Unindent();
    }

    private static string TupleOf(List<ParameterModel> parameters) => $"({string.Join(", ", parameters.Select(ElementOf))})";

    private static string ElementOf(ParameterModel parameter) => MayName(parameter.Name)
        ? $"{StartEmitter.TypeOf(parameter)} {Identifier.Escape(parameter.Name)}"
        : StartEmitter.TypeOf(parameter);

    private static string ArgumentsOf(List<ParameterModel> parameters) => parameters.Count == 1
        ? "input"
        : string.Join(", ", parameters.Select(
            (parameter, i) => "input." + (MayName(parameter.Name) ? Identifier.Escape(parameter.Name) : $"Item{i + 1}")));

    // What tuples have themselves cannot be an element's name; the element is then known by its place.
    private static bool MayName(string name) =>
        !name.StartsWith("Item", StringComparison.Ordinal)
        && name is not ("Rest" or "CompareTo" or "Deconstruct" or "Equals" or "GetHashCode" or "GetType" or "ToString" or "MemberwiseClone"
            or "ReferenceEquals" or "Finalize");
}
