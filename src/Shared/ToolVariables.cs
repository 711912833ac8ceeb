using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The environment variables by which an operator tells the command where the jobs are, beside <see cref="JobVariables.Table"/>.</summary>
[Embedded]
internal static class ToolVariables
{
    /// <summary>The URL of a local host.</summary>
    public const string Url = "ASYNCJOBS_URL";

    /// <summary>The name of a CloudFormation stack.</summary>
    public const string Stack = "ASYNCJOBS_STACK";

    /// <summary>The function that serves one job by its id.</summary>
    public const string Function = "ASYNCJOBS_FUNCTION";
}
