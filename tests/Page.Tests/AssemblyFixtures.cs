using AsyncJobs.Page.Tests;
using AsyncJobs.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
[assembly: AssemblyFixture(typeof(LocalProgram))]
