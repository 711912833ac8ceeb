namespace AsyncJobs.Tool.Aws;

/// <summary>
/// What the command line says of AWS. What it leaves open, the environment and the shared configuration files say, as for AWS's own tools.
/// </summary>
/// <param name="Region">The region.</param>
/// <param name="Profile">The profile of the shared configuration files.</param>
/// <param name="Endpoint">Where all services are, such as an emulator; a variable of one service, as of DynamoDB's endpoint, comes first.</param>
internal sealed record AwsOptions(string? Region, string? Profile, string? Endpoint);
