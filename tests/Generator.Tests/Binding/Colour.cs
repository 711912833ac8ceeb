namespace AsyncJobs.Generator.Tests.Binding;

public enum Colour : short
{
    Red,
    Green,
    Blue = -5,
    Indigo = 1000,
}
