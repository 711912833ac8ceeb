using AsyncJobs.Package.Tests.Packing;
using Xunit;

[assembly: AssemblyFixture(typeof(PackageFeed))]

// Each test is builds, which take all processors there are.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
