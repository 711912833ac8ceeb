using AsyncJobs.Docs.Tests.Running;
using Xunit;

[assembly: AssemblyFixture(typeof(Sample))]
