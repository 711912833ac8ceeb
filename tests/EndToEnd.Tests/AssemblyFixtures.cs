using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SampleHost))]
[assembly: AssemblyFixture(typeof(TroubleHost))]
[assembly: AssemblyFixture(typeof(LinkServer))]
[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
