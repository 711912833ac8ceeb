using AsyncJobs.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
