namespace AsyncJobs.Binding;

/// <summary>The names of arguments in a worker's event: the same name may come from the route, the query and a header.</summary>
internal static class ArgumentKey
{
    public const string Body = "body";

    public static string Of(ArgumentSource source, string name) => source switch
    {
        ArgumentSource.Route => "route." + name,
        ArgumentSource.Query => "query." + name,
        _ => "header." + name,
    };
}
