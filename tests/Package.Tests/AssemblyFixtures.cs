using AsyncJobs.Package.Tests.Packing;
using Xunit;

[assembly: AssemblyFixture(typeof(PackageFeed))]

// Each test is builds, which take all processors there are.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
