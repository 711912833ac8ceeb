using AsyncJobs.Page.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(LocalProgram))]
