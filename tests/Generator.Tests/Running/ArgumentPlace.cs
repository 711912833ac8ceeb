namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Where an argument is in a request, and how it is declared.</summary>
public enum ArgumentPlace
{
    Route,
    Query,
    NullableQuery,
    Header,
    NullableHeader,
    Lists,
    NullableLists,
}
