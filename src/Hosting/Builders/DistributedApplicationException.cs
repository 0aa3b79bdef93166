namespace Aspire.Hosting;

/// <summary>The model, or its run, is not possible as described; the message is for whoever started it.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    public DistributedApplicationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public DistributedApplicationException()
    {
    }
}

/// <summary>A parameter has no value; the message names its configuration key.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    public MissingParameterValueException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public MissingParameterValueException()
    {
    }
}
