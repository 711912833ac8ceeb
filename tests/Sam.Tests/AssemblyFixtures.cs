using AsyncJobs.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
[assembly: AssemblyFixture(typeof(S3Server))]
