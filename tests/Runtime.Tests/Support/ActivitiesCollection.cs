using Xunit;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Tests that listen to spans, or that need nobody to: listeners hear the whole process.</summary>
[CollectionDefinition(Name)]
public sealed class ActivitiesCollection
{
    public const string Name = "Activities";
}
