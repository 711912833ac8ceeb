using AsyncJobs.Local.Operations;
using AsyncJobs.Shared;

namespace AsyncJobs.Tool.Aws;

/// <summary>Which resources of a stack are the jobs' table and the function that serves one job. Where that is unsure, it refuses.</summary>
/// <param name="stack">The stack's name, for messages.</param>
/// <param name="resources">What it has.</param>
internal sealed class StackJobs(string stack, IReadOnlyList<StackResource> resources)
{
    private const string TableType = "AWS::DynamoDB::Table";
    private const string FunctionType = "AWS::Lambda::Function";

    /// <summary>The table's name.</summary>
    /// <exception cref="OperationsException">There is none, or more than one.</exception>
    public string FindTable()
    {
        StackResource[] tables = Of(TableType);
        StackResource[] found = First(
            [.. tables.Where(static table => table.LogicalId == ResourceNames.Table)],
            [.. tables.Where(static table => table.LogicalId.StartsWith(ResourceNames.Table, StringComparison.Ordinal))],
            [.. tables.Where(static table => table.Name.EndsWith(ResourceNames.NamedTableEnd, StringComparison.Ordinal))]);
        return found switch
        {
            [var one] => one.Name,
            [] when tables.Length == 0 => throw new OperationsException(
                $"The stack '{stack}' has no DynamoDB table, so it has no jobs. Name the stack that deploys the jobs' functions."),
            [] => throw new OperationsException(
                $"None of the tables of the stack '{stack}' is called {ResourceNames.Table}. "
                + $"Name the one with the jobs with --table instead of --stack: {Listed(tables)}."),
            _ => throw new OperationsException(
                $"The stack '{stack}' has several tables that may have the jobs. Name one with --table instead of --stack: {Listed(found)}."),
        };
    }

    /// <summary>The name of the function that serves one job by its id.</summary>
    /// <param name="named">What the command line names: a logical id or a name; null for nothing.</param>
    /// <exception cref="OperationsException">There is none, or more than one.</exception>
    public string FindFunction(string? named)
    {
        StackResource[] functions = Of(FunctionType);
        if (named is not null)
        {
            return functions.FirstOrDefault(function => function.LogicalId == named || function.Name == named)?.Name ?? throw new OperationsException(
                $"The stack '{stack}' has no function '{named}'. It has: {Listed(functions)}.");
        }

        StackResource[] found = First(
            [.. functions.Where(static function => EndsWith(function.LogicalId, ResourceNames.HttpFunctionEnd, ResourceNames.StatusFunctionEnd))],
            [
                .. functions.Where(static function =>
                    EndsWith(function.Name, ResourceNames.NamedHttpFunctionEnd, ResourceNames.NamedStatusFunctionEnd)),
            ]);
        return found switch
        {
            [var one] => one.Name,
            [] => throw new OperationsException(
                $"No function of the stack '{stack}' is called …{ResourceNames.HttpFunctionEnd} or …{ResourceNames.StatusFunctionEnd}, as the "
                + $"template calls the one that serves /jobs/{{id}}. Name it with --function: {Listed(functions)}."),
            _ => throw new OperationsException(
                $"The stack '{stack}' has the jobs of several projects. Name the function of the project whose job it is with --function: "
                + $"{Listed(found)}."),
        };
    }

    private static bool EndsWith(string name, string end, string other) =>
        name.EndsWith(end, StringComparison.Ordinal) || name.EndsWith(other, StringComparison.Ordinal);

    // The first way of looking that finds anything decides.
    private static StackResource[] First(params StackResource[][] ways) => ways.FirstOrDefault(static way => way.Length > 0) ?? [];

    private static string Listed(StackResource[] resources) => resources.Length == 0
        ? "it has none"
        : string.Join(", ", resources.Select(static resource => $"{resource.Name} ({resource.LogicalId})"));

    private StackResource[] Of(string type) => [.. resources.Where(resource => resource.Type == type && resource.Name.Length > 0)];
}
