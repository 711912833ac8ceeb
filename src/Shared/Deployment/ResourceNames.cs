using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>By what names a stack has the table and the functions, so that an operator's command finds them.</summary>
[Embedded]
internal static class ResourceNames
{
    /// <summary>The logical id of the table, which all assemblies of a template share.</summary>
    public const string Table = "AsyncJobsTable";

    /// <summary>What the logical id of the function ends with that serves one job by its id; before it stands the assembly's prefix.</summary>
    public const string StatusFunctionEnd = "JobStatus";

    /// <summary>What the logical id of that function ends with where it answers all requests.</summary>
    public const string HttpFunctionEnd = "JobHttp";

    /// <summary>What the table's own name ends with where the manifest names it.</summary>
    public const string NamedTableEnd = "-jobs";

    /// <summary>What that function's own name ends with where the manifest names it: a hyphen and the function's handler.</summary>
    public const string NamedStatusFunctionEnd = "-status";

    /// <summary>What that function's own name ends with where it answers all requests.</summary>
    public const string NamedHttpFunctionEnd = "-http";
}
