/**
 * A type of resource, as AWS Backup names it. The constants are those of the API reference; `ResourceType.of` takes any
 * other, for types that AWS adds.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
 */
export class ResourceType {
  /** Amazon Aurora clusters. */
  public static readonly AURORA = new ResourceType('Aurora');

  /** CloudFormation stacks: composites, of which each member is copied by a job of its own. */
  public static readonly CLOUDFORMATION = new ResourceType('CloudFormation');

  /** Amazon DocumentDB clusters. */
  public static readonly DOCUMENTDB = new ResourceType('DocumentDB');

  /** Amazon DynamoDB tables. */
  public static readonly DYNAMODB = new ResourceType('DynamoDB');

  /** Amazon Elastic Block Store volumes. */
  public static readonly EBS = new ResourceType('EBS');

  /** Amazon Elastic Compute Cloud instances. */
  public static readonly EC2 = new ResourceType('EC2');

  /** Amazon Elastic File System file systems. */
  public static readonly EFS = new ResourceType('EFS');

  /** Amazon FSx file systems. */
  public static readonly FSX = new ResourceType('FSx');

  /** Amazon Neptune clusters. */
  public static readonly NEPTUNE = new ResourceType('Neptune');

  /** Amazon Relational Database Service instances; Aurora is a type of its own. */
  public static readonly RDS = new ResourceType('RDS');

  /** Amazon Redshift clusters. */
  public static readonly REDSHIFT = new ResourceType('Redshift');

  /** Amazon S3 buckets. */
  public static readonly S3 = new ResourceType('S3');

  /**
   * SAP HANA databases on Amazon EC2 instances. AWS's own filter cannot ask for a name with spaces, so jobs of every type
   * are read and the others are dropped.
   */
  public static readonly SAP_HANA_ON_AMAZON_EC2 = new ResourceType('SAP HANA on Amazon EC2');

  /**
   * Storage Gateway volumes. AWS's own filter cannot ask for a name with spaces, so jobs of every type are read and the
   * others are dropped.
   */
  public static readonly STORAGE_GATEWAY = new ResourceType('Storage Gateway');

  /** Amazon Timestream tables. */
  public static readonly TIMESTREAM = new ResourceType('Timestream');

  /** VMware virtual machines. */
  public static readonly VIRTUAL_MACHINE = new ResourceType('VirtualMachine');

  /**
   * A type that has no constant here.
   *
   * @param name The name, exactly as AWS Backup writes it in a copy job.
   */
  public static of(name: string): ResourceType {
    return new ResourceType(name);
  }

  private constructor(
    /** The name, as AWS Backup writes it. */
    public readonly name: string,
  ) {}
}
