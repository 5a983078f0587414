/**
 * Many Tomcats in few virtual machines: fleets of the size that only many machines have otherwise.
 * {@link dev.coatcheck.flashsale.instances.InstancesProcess} starts such a virtual machine, in
 * which {@link dev.coatcheck.flashsale.instances.InstancesHost} runs on the jars of a Tomcat
 * distribution and nothing else.
 */
@NullMarked
package dev.coatcheck.flashsale.instances;

import org.jspecify.annotations.NullMarked;
