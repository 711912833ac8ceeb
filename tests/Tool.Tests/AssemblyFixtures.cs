using AsyncJobs.Tests;
using AsyncJobs.Tool.Tests.Running;
using Xunit;

[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
[assembly: AssemblyFixture(typeof(LocalHostProcess))]
