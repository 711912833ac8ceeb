namespace AsyncJobs.Storage;

/// <summary>Where the inputs are that are kept beside the jobs, so that these can be run again. Each call is atomic for its one input.</summary>
internal interface IKeptInputStore
{
    /// <summary>Keeps an input; one that is there is replaced.</summary>
    /// <param name="id">The job.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up; the input may then be kept or not.</param>
    ValueTask KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken);

    /// <summary>Reads an input, expired or not, with every write that was confirmed before.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is none.</returns>
    ValueTask<KeptInput?> GetInputAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes an input, if there is one.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Gives up; the input may then be removed or not.</param>
    ValueTask RemoveInputAsync(string id, CancellationToken cancellationToken);
}
