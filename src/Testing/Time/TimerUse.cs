namespace AsyncJobs.Testing.Time;

/// <summary>What somebody has a timer for.</summary>
internal enum TimerUse
{
    /// <summary>Something happens then, or a wait for something else is given up.</summary>
    Alarm,

    /// <summary>Somebody waits for the moment itself, by <see cref="Task.Delay(TimeSpan, TimeProvider)"/> or a <see cref="PeriodicTimer"/>.</summary>
    Wait,

    /// <summary>A worker looks at its record, which is of no use while nobody has changed the table.</summary>
    Look,
}
