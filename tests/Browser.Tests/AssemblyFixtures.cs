using AsyncJobs.Browser.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(LocalHosts))]
