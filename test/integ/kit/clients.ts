/** AWS's own clients, of which nobody here wrote a line; these two go together (both on botocore 1.44.8). */
export const CLIENTS = ['boto3==1.44.8', 'awscli==1.46.3'];
