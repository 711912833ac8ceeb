namespace AsyncJobs.Generator.Tests.Binding;

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    Execute = 4,
    Inherit = 8,
}
