using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator;

/// <summary>Drops nulls from a pipeline.</summary>
internal static class NullFilter
{
    public static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> source)
        where T : class => source.Where(static item => item is not null)!;
}
