namespace AsyncJobs.Runtime.Tests.Support;

[Flags]
internal enum OrderExtras
{
    None = 0,
    Wrap = 1,
    Insured = 2,
}
