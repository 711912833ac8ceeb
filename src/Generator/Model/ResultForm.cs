namespace AsyncJobs.Generator.Model;

/// <summary>How a method hands over what it returns.</summary>
internal enum ResultForm
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
}
